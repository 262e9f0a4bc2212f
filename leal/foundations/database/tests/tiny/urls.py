from django.http import HttpResponse
from django.urls import path

from .models import Remark


def remarks(request):
    return HttpResponse(f"{Remark.objects.count()} remarks")


urlpatterns = [path("", remarks)]
