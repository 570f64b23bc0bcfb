from allauth.account import views as allauth
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from accounts import views
from accounts.entering import app_codes, code_login, others, passkeys, recovery, security
from accounts.entering.over import told_what_is_next

RESET = "account_reset_password"
ASK_AGAIN = _(
    "This code was used or is too old, or another browser asked for it. Ask for a new one here."
)
LOG_IN_AGAIN = _("That took a long time, or began in another browser. Please log in once more.")
NO_SIGN_UP = _("Nobody is signing up in this browser. Log in, or begin to sign up.")

# Where allauth has a page of the same name, ours stands before it.
second_factors = [
    path("", app_codes.to_security, name="mfa_index"),
    path(
        "authenticate/",
        told_what_is_next(passkeys.second_step, LOG_IN_AGAIN, then="account_login"),
        name="mfa_authenticate",
    ),
    path("totp/activate/", app_codes.activate, name="mfa_activate_totp"),
    path("totp/deactivate/", app_codes.deactivate, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/generate/", recovery.renew, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", recovery.download, name="mfa_download_recovery_codes"),
    path("recovery-codes/kept/", recovery.put_away, name="recovery_codes_kept"),
    path("webauthn/", app_codes.to_security, name="mfa_list_webauthn"),
    path("webauthn/login/", passkeys.login, name="mfa_login_webauthn"),
    path("webauthn/add/", passkeys.add, name="mfa_add_webauthn"),
    path("webauthn/reauthenticate/", passkeys.confirm, name="mfa_reauthenticate_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("webauthn/keys/<int:pk>/edit/", passkeys.rename, name="mfa_edit_webauthn"),
    path("webauthn/challenge/login/", passkeys.challenge_for_login, name="challenge_login"),
    path(
        "webauthn/challenge/second/",
        passkeys.challenge_for_second_step,
        name="challenge_second_step",
    ),
    path(
        "webauthn/challenge/confirm/",
        passkeys.challenge_for_confirming,
        name="challenge_confirming",
    ),
    path("webauthn/challenge/add/", passkeys.challenge_for_adding, name="challenge_adding"),
]

urlpatterns = [
    path("signup/", views.signup, name="account_signup"),
    path("signup/passkey/", views.signup_by_passkey, name="account_signup_by_passkey"),
    path("login/code/", code_login.ask, name="account_request_login_code"),
    path("login/code/confirm/", code_login.confirm, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path(
        "confirm-email/",
        told_what_is_next(views.confirm_address, NO_SIGN_UP, then="account_login"),
        name="account_email_verification_sent",
    ),
    path(
        "password/reset/confirm/",
        told_what_is_next(
            allauth.confirm_password_reset_code, ASK_AGAIN, then="account_reset_password"
        ),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/complete/",
        told_what_is_next(
            allauth.complete_password_reset, ASK_AGAIN, then="account_reset_password"
        ),
        name="account_complete_password_reset",
    ),
    path("confirm-email/again/", views.send_code_again, name="account_send_code_again"),
    path("reauthenticate/code/", security.confirm_by_code, name="account_reauthenticate_code"),
    path("password/remove/", security.give_up_password, name="account_remove_password"),
    path("way-back/stop/", security.stop_way_back, name="account_stop_way_back"),
    path("sessions/end/", security.end_elsewhere, name="account_end_elsewhere"),
    path("2fa/", include(second_factors)),
    path("3rdparty/", app_codes.to_security, name="socialaccount_connections"),
    # Google's button from its own script, which no page of ours has.
    path("google/login/token/", others.nowhere),
    path("3rdparty/signup/", others.signup, name="socialaccount_signup"),
    path("3rdparty/<int:pk>/remove/", others.disconnect, name="disconnect_other"),
    path("", include("allauth.urls")),
]
