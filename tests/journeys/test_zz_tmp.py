import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
pytestmark = pytest.mark.usefixtures("merrowick")
def test_x(merrowick):
    c=Client(); c.force_login(merrowick("wei.lan"))
    u=f"/academy/team/{merrowick('noah.beck').person.uuid}/"
    c.get(u)
    with CaptureQueriesContext(connection) as cap: c.get(u)
    for q in cap: print(q["sql"][:150].replace('"',''), "...", q["sql"].replace('"','')[-100:])
