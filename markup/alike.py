"""Letters that pass for those of plain English: of other alphabets, or without their stroke.

Whoever compares words or names begins with this table, so that a disguise which one room sees
through is no disguise in another.
"""

# Letters of other alphabets that look like ours. Capitals first where only they do.
LETTERS: dict[str, str] = dict(
    zip(
        "АВЕКМНОРСТУХЅІЈ" "авекмнорстухѕіјһԁԛԝӏ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" "αβεζηικνορτυχγω" "օսհոցզ"
        "ıłøđɑɡɩɪʀʙɢʜʟɴ" "ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ" "ȷʏ"
        "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ" "ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᎾᏢᎡᏚᎢᏙᎳᎥᏃ" "ꭺᏼꮯꭰꭼꮋꭻꮶꮮꮇꮎꮲꭱꮪꭲꮩꮃꭵꮓ",
        "abekmhopctyxsij" "abekmhopctyxsijhdqwl" "abezhikmnoptyx" "abeznikvoptuxyw" "ouhngq"
        "ilodagiirbghln" "acdejkmoptuvwzfs" "jy"
        "bpdtgkjczfmnlsrvhwxyaeiou" "abcdehjklmoprstvwiz" "abcdehjklmoprstvwiz",
        strict=True,
    )
)  # fmt: skip
