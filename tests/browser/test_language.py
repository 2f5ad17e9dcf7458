from playwright.sync_api import expect


def test_the_language_switch_changes_the_interface_and_stays(site):
    page = site.visitor()
    page.goto("/academy/account/sign-in/")
    expect(page.locator("html")).to_have_attribute("lang", "en")

    page.get_by_role("button", name="中文").click()

    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.goto("/academy/account/sign-in/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_a_person_is_greeted_in_his_own_language(site):
    page = site.sign_in("xu.an")

    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
