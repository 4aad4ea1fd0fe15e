"""Every table that a person fills in or reads, declared once; generic parsing and lay-out beside the declarations."""
