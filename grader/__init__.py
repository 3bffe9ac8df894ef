"""Grades a class with nbgrader so that no student is lost and no reason is missing.

The package knows nothing of one course. It reads the course's
``nbgrader_config.py``, grades what lies in ``submitted/`` through nbgrader's
own converters, and leaves its results where nbgrader leaves them: in the
gradebook, ``autograded/`` and ``feedback/``. ``python -m grader ASSIGNMENT``
runs it.
"""
