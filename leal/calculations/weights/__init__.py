"""Weights: how many people each person who answered stands for."""
