"""How nbgrader's Validate runs a notebook on a student's computer."""

c = get_config()  # noqa: F821  (nbgrader puts it there)

# Seconds a cell may run: twice what grading allows, as a student's computer may
# be slower, and TensorFlow's first import takes ten.
c.ExecutePreprocessor.timeout = 60
c.ExecutePreprocessor.interrupt_on_timeout = True
