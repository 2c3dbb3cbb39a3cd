"""From the spreadsheet that an organiser has to applications in a round, and back to a spreadsheet.

A file is read into a sheet (`reading`), its columns are recognised (`recognising`), every row is read into a
sign-up (`sign_ups`) and compared with what is known already (`checking`): the dry run. Only when an organiser
confirms is anything written (`applying`). In between, the sheet waits in a table (`drafts`).
"""
