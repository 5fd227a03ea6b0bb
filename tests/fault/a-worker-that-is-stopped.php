<?php
require __DIR__ . '/fault.inc';

row('SIGSTOP');
?>
