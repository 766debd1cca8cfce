"""The files of a project as frozen Pydantic models.

A Source comes in; a Catalogue, a Year, Terms or a Layout goes out, or what is wrong with it.
"""
