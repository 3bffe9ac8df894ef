"""The course as nbgrader sees it: masters in solutions/, what students get in labs/."""

c = get_config()  # noqa: F821  (nbgrader puts it there)

c.CourseDirectory.course_id = "small-enough-to-ship"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "labs"
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    # The proof of each grader lists right and wrong answers: never released,
    # never copied beside a student's work.
    "variants.py",
    "equivalent_mutants.toml",
]

# The first stub of a cell is replaced, so an unanswered question says that it
# is one instead of failing somewhere else.
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError('not written yet')"
}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# What the labs' tests rely on: submissions graded before it changed are graded
# again.
c.Grader.depends_on = ["helpers", "uv.lock"]

# Seconds a cell may run, here as in the students' Validate. The labs' own cells take
# under ten; TensorFlow's first import can take half a minute from a slow disk.
c.ExecutePreprocessor.timeout = 60
c.ExecutePreprocessor.interrupt_on_timeout = True
