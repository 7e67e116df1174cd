from tests.pages.conftest import filled as filled
