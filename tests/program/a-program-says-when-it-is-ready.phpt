--TEST--
notify: a program is ready when it says READY=1; STATUS= is the note of its slot, STOPPING=1 is no end yet, MAINPID= means nothing
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Command, Event, Pool, SlotStatus, WorkerExit};

require __DIR__ . '/../helper.inc';
require __DIR__ . '/notify.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(new Command(program(<<<PHP
    sd_notify("STATUS=warming up");
    wait_for('$dir/1');
    sd_notify("MAINPID=1\\nREADY=1\\nSTATUS=serving");
    wait_for('$dir/2');
    sd_notify("STOPPING=1");
    wait_for('$dir/3');
    PHP), notify: true, env: ['TEST_PHP_EXECUTABLE' => getenv('TEST_PHP_EXECUTABLE')]), workers: 1);
$pool->on(Event::WorkerReady, function (SlotStatus $slot) {
    echo "ready $slot->pid\n";
});
$pool->on(Event::WorkerExit, function (WorkerExit $e) use ($pool) {
    echo json_encode([$e->reason, $e->exitCode]), "\n";
    $pool->stop();
});
$pool->start();
$slot = fn () => $pool->status()->slots[0];
ob_start(fn ($text) => strtr($text, [$slot()->pid => 'PID']), 1);
serve_until($pool, fn () => $slot()->note === 'warming up');
echo $slot()->state->value, ' ', $slot()->note, "\n";
touch("$dir/1");
serve_until($pool, fn () => $slot()->note === 'serving');
ob_end_flush();
echo $slot()->state->value, ' ', json_encode([$slot()->memory > 1000000, $slot()->uptime > 0, $slot()->spawn]), "\n";
touch("$dir/2");
serve_until($pool, fn () => $slot()->state->value === 'stopping');
echo $slot()->state->value, "\n";
touch("$dir/3");
serve_until($pool, fn () => $pool->status()->exits);
?>
--EXPECT--
starting warming up
ready PID
idle [true,true,1]
stopping
["finished",0]
