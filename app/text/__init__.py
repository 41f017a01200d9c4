"""文字: 要显示的内容, 作为值 (`blocks`), 看得见 (`visible`), 折得好 (`wrapping`). 不读不写.

The views make these values; the terminal alone decides how they look.
"""
