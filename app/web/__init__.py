"""网页: `ziping serve`. 只把 `app/views`、报告与 `batch` 摆上页面, 自己不定规矩."""
