from django.db import models


class Remark(models.Model):
    words = models.TextField()


class Ledger(models.Model):
    words = models.TextField()
