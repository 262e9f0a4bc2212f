"""Choosing several by approval: papers name whom they approve of, in no order.

Every score is a fraction, so that a tie is a tie. Where several sets of
winners do equally well, all are found and the lots choose.
"""
