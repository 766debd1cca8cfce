"""The report as a page on this machine that follows each save.

A project folder comes in; pages go out to a browser on this machine, and to nobody else.
"""
