--TEST--
run() of one pool does not wait for the follow-up jobs in another one; those that have not begun at its end are cancelled, and the log says how many
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

$code = <<<'PHP'
    $mail = new Pool(function (Job $job) use ($dir) {
        note("$dir/ran", $job->payload);
        wait_until(fn () => is_file("$dir/stop"));
    }, name: 'mail', workers: 1);
    $orders = new Pool(function (Job $job) {
        for ($i = 0; $i < 5; $i++) {
            $job->submit($i, pool: 'mail');
        }
    }, name: 'orders', workers: 1);
    $orders->submit(1);
    if ($started) {
        $mail->start();
    }
    var_dump($orders->run());
    echo counters($mail->status(), 5) === 'none' ? 'none' : 'there are jobs', "\n";
    serve_until($mail, fn () => is_file("$dir/ran"));
    touch("$dir/stop");
    END;
    PHP;

/* The last variable is gone; the script ends; a fatal error ends it. */
foreach (['unset($mail)' => 1, 'exit(0)' => 1, 'trigger_error("fatal", E_USER_ERROR)' => 0] as $end => $started) {
    $php = new Php("\$started = $started;\n" . str_replace('END', $end, $code), '-d display_errors=0 -d log_errors=0');
    $php->wait();
    preg_match_all('/pool "\w+": \d+ jobs .*/', $php->err(), $m);
    echo "$end: ", $php->out(), implode("\n", $m[0]), "\n", count($php->lines('ran')), "\n";
}

/* Nothing is said when they are run together. */
$php = new Php(str_replace(['$started', 'var_dump($orders->run())', 'END', 'wait_until(fn () => is_file("$dir/stop"))'], ['false', 'var_dump(Supervisor\run($mail, $orders))', '', '0'], $code));
var_dump($php->wait());
echo $php->out(), $php->err(), count($php->lines('ran')), "\n";
?>
--EXPECT--
unset($mail): int(0)
there are jobs
pool "mail": 4 jobs have not begun, and are cancelled at its end; jobs of other pools had submitted to it: run() it together with them, or wait() for it
1
exit(0): int(0)
there are jobs
pool "mail": 4 jobs have not begun, and are cancelled at its end; jobs of other pools had submitted to it: run() it together with them, or wait() for it
1
trigger_error("fatal", E_USER_ERROR): int(0)
there are jobs
pool "mail": 4 jobs have not begun, and are cancelled at its end; jobs of other pools had submitted to it: run() it together with them, or wait() for it
1
int(0)
int(0)
there are jobs
5
