from django.urls import include, path

from accounts import views

urlpatterns = [
    path("signup/", views.signup, name="account_signup"),
    path("logout/", views.logout, name="account_logout"),
    path("confirm-email/", views.confirm_address, name="account_email_verification_sent"),
    path("confirm-email/again/", views.send_code_again, name="account_send_code_again"),
    path("", include("allauth.urls")),
]
