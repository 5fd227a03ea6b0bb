--TEST--
supervisor.max_frame is between 1024 bytes and 1 GiB
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

var_dump(ini_get('supervisor.max_frame'));
var_dump(ini_set('supervisor.max_frame', '1023'), ini_set('supervisor.max_frame', '2G'), ini_set('supervisor.max_frame', '-1'), ini_get('supervisor.max_frame'));
var_dump(ini_set('supervisor.max_frame', '1G'), ini_set('supervisor.max_frame', '1024'), ini_get('supervisor.max_frame'));
$pool = new Pool(fn (Job $job) => strlen($job->payload), workers: 1);
ini_set('supervisor.max_frame', '2M');
var_dump($pool->submit(str_repeat('x', 1500000))->await());
?>
--EXPECT--
string(3) "64M"
bool(false)
bool(false)
bool(false)
string(3) "64M"
string(3) "64M"
string(2) "1G"
string(4) "1024"
int(1500000)
