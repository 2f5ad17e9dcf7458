"""Figures of quizzes and questions: pure formulas."""
