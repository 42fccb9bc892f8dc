"""批量打印: chosen cases, chosen papers, one PDF for the printer or a zip of the single files.

What is made lies sealed for a day. A batch is done case by case and can be taken up again.
"""
