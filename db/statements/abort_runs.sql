update core.run set outcome = 'aborted', ended_at = ? where outcome = 'running'
