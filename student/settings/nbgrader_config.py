"""How nbgrader's Validate runs a notebook on a student's computer."""

c = get_config()  # noqa: F821  (nbgrader puts it there)

# Seconds a cell may run, as in grading. TensorFlow's first import can take half a
# minute from a slow disk.
c.ExecutePreprocessor.timeout = 60
c.ExecutePreprocessor.interrupt_on_timeout = True
