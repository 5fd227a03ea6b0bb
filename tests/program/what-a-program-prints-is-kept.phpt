--TEST--
What programs print goes to the pool's output: file, tail(), WorkerExit::$output and closures, over their deaths; so does what they have started
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Command, Event, Output, Pool, Restart, WorkerExit};

$dir = temp_dir();
log_to_file();
$sh = fn (string $script) => new Command(['/bin/sh', '-c', $script], startSeconds: 0);

$pool = new Pool($sh('echo out of %slot%, spawn %spawn%; echo err >&2; (echo child); echo no end of line | tr -d "\n"'), name: 'file', workers: 2, restart: Restart::Never,
    output: Output::file("$dir/%pool%.log", prefix: '%pool%/%slot% %stream%: '));
$exits = [];
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use (&$exits) { $exits[$exit->slot] = $exit->output; });
$pool->run();
$lines = lines("$dir/file.log");
sort($lines);
echo implode("\n", $lines), "\n";
ksort($exits);
echo json_encode($exits), "\n";

// Another user may write to it as well.
if (posix_getuid() === 0) {
    $pool = new Pool(new Command(['/bin/sh', '-c', 'id -un'], user: 'nobody', startSeconds: 0), name: 'nobody', workers: 1, restart: Restart::Never, output: Output::file("$dir/%pool%.log"));
    $pool->run();
}
echo implode("\n", posix_getuid() === 0 ? lines("$dir/nobody.log") : ['nobody']), "\n";

// A program that is replaced goes on in the same file, and in the tail.
$pool = new Pool($sh('echo spawn %spawn%; exec sleep 1000'), name: 'again', workers: 1, output: Output::file("$dir/%pool%.log"));
$pool->start();
var_dump(serve_until($pool, fn () => str_contains($pool->tail(0), "spawn 1\n")));
posix_kill($pool->status()->slots[0]->pid, SIGKILL);
var_dump(serve_until($pool, fn () => str_contains($pool->tail(0), "spawn 2\n")));
$pool->stop();
echo implode("\n", lines("$dir/again.log")), "\n";

$pool = new Pool($sh('echo one; echo two >&2'), workers: 1, restart: Restart::Never, output: Output::to(function (string $line, string $stream, int $slot) use (&$told) { $told["$stream $slot"] = $line; }));
$pool->run();
ksort($told);
echo json_encode($told), "\n";
remove($dir);
?>
--EXPECT--
file/0 stderr: err
file/0 stdout: child
file/0 stdout: no end of line
file/0 stdout: out of 0, spawn 1
file/1 stderr: err
file/1 stdout: child
file/1 stdout: no end of line
file/1 stdout: out of 1, spawn 1
["out of 0, spawn 1\nchild\nno end of line\nerr\n","out of 1, spawn 1\nchild\nno end of line\nerr\n"]
nobody
bool(true)
bool(true)
spawn 1
spawn 2
{"stderr 0":"two","stdout 0":"one"}
