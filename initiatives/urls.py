from django.urls import path

from initiatives import views

app_name = "initiatives"

urlpatterns = [
    path("", views.InitiativeList.as_view(), name="initiative_list"),
    path("<slug:slug>/", views.InitiativeDetail.as_view(), name="initiative_detail"),
]
