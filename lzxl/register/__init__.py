"""Many units' workbooks → one register: identity and numbers of rows, the office's columns, what became of each file.

Pure: no clock, no file system. :func:`lzxl.register.merge.register` is the step; :mod:`lzxl.register.state` what the
journal says before it; :mod:`lzxl.register.facts` the events that a run adds.
"""
