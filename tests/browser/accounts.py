"""Who sits at the browser."""


def log_in(page, site, name):
    # A page that is still being loaded would ask for its scripts as nobody.
    page.wait_for_load_state()
    page.context.clear_cookies()
    page.goto("/en/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", site.accounts[name])
    page.click("#login-form input[type=submit]")
