"""Files of people, whatever they hold: how much of them is taken, what they are, and who opens them.

Nothing here knows Django but `uploads`, for the processes that open files import the rest:

- `refusal`: why a file cannot be used, and what to do
- `signatures`: what a file is by its first bytes, whatever its name says
- `names`: what a file is called, as it can be shown
- `opener`: within which limits files of one sort are opened; `process` has a process of its own do it, `child` is how
  its program begins and ends
- `archive`: what a ZIP holds, counted before it is taken
- `yaml_text`: values from YAML, of which `yaml_child` is the program
- `uploads`: what a request may bring

A picture would be opened by an opener of its own: its size in pixels looked at before it is unpacked, then drawn anew
without what its program noted in it.
"""
