--TEST--
supervisor.max_frame is between 1024 bytes and 1 GiB
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

var_dump(ini_get('supervisor.max_frame'));
set_error_handler(fn (int $level, string $message) => print("$message\n"));
var_dump(ini_set('supervisor.max_frame', '1023'), ini_set('supervisor.max_frame', '2G'), ini_set('supervisor.max_frame', '-1'), ini_get('supervisor.max_frame'));
restore_error_handler();
var_dump(ini_set('supervisor.max_frame', '1G'), ini_set('supervisor.max_frame', '1024'), ini_get('supervisor.max_frame'));
$pool = new Pool(fn (Job $job) => strlen($job->payload), workers: 1);
ini_set('supervisor.max_frame', '2M');
var_dump($pool->submit(str_repeat('x', 1500000))->await());

foreach (['0', '-1', '10G', '1G'] as $value) {
    $php = new Php('echo ini_get("supervisor.max_frame");', "-d supervisor.max_frame=$value -d display_startup_errors=1 -d display_errors=1 -d html_errors=0");
    $php->wait();
    echo trim($php->out()), "\n";
}
?>
--EXPECTF--
string(3) "64M"
Invalid "supervisor.max_frame" setting. It must be between 1024 and 1073741824 bytes, "1023" given
Invalid "supervisor.max_frame" setting. It must be between 1024 and 1073741824 bytes, "2G" given
Invalid "supervisor.max_frame" setting. It must be between 1024 and 1073741824 bytes, "-1" given
bool(false)
bool(false)
bool(false)
string(3) "64M"
string(3) "64M"
string(2) "1G"
string(4) "1024"
int(1500000)
Warning: %SInvalid "supervisor.max_frame" setting. It must be between 1024 and 1073741824 bytes, "0" given in Unknown on line 0
64M
Warning: %SInvalid "supervisor.max_frame" setting. It must be between 1024 and 1073741824 bytes, "-1" given in Unknown on line 0
64M
Warning: %SInvalid "supervisor.max_frame" setting. It must be between 1024 and 1073741824 bytes, "10G" given in Unknown on line 0
64M
1G
