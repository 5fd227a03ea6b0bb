--TEST--
A pool of programs and one of handlers in one run(): both work, SIGTERM stops both, and a handler that shares the process reaches no program's descriptor
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'PHP'
    $programs = new Pool(new Supervisor\Command(['sh', '-c', 'echo $SUPERVISOR_SLOT >> ' . "$dir/programs; exec sleep 60"], startSeconds: 0), name: 'programs', workers: 2);
    $handlers = new Pool(fn (Job $job) => note("$dir/jobs", $job->payload), name: 'handlers', workers: 2);
    $programs->on(Event::WorkerExit, fn (WorkerExit $e) => note("$dir/exits", "$e->slot {$e->reason->value}"));
    $master = new Master([$programs, $handlers]);
    $master->every(0.02, fn () => $handlers->submit('x'));
    exit($master->run());
    PHP);
var_dump($php->wait_for('programs', 2) && $php->wait_for('jobs', 5));
posix_kill($php->pid, SIGTERM);
var_dump($php->wait());
$exits = $php->lines('exits');
sort($exits);
var_dump($exits, $php->none_left());
?>
--EXPECT--
bool(true)
int(0)
array(2) {
  [0]=>
  string(9) "0 stopped"
  [1]=>
  string(9) "1 stopped"
}
bool(true)
