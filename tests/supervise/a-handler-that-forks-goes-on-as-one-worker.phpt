--TEST--
A handler that forks: however its child ends, it is no worker and says nothing to the master; the job of the worker is done
--EXTENSIONS--
supervisor
posix
--INI--
display_errors=0
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    $pid = pcntl_fork();
    if ($pid === 0) {
        $file = "$dir/children";
        register_shutdown_function(fn () => note($file, $job->payload));
        switch ($job->payload) {
            case 'exit':
                exit(5);
            case 'returns':
                return 'of the child';
            case 'exception':
                throw new RuntimeException('of the child');
            case 'fatal':
                eval('function twice() {} function twice() {}');
        }
    }
    pcntl_waitpid($pid, $status);
    return [$job->payload, getmypid(), pcntl_wifexited($status) ? pcntl_wexitstatus($status) : 'signal ' . pcntl_wtermsig($status)];
}, workers: 1, maxAttempts: 1);
$payloads = array_merge(...array_fill(0, 5, ['exit', 'returns', 'exception', 'fatal']));
foreach ($pool->map($payloads) as $job) {
    [$payload, $pids[], $statuses[$payload][]] = $job->result();
}
foreach ($statuses as $payload => $all) {
    echo $payload, ' ', json_encode(array_count_values($all), JSON_FORCE_OBJECT), "\n";
}
echo json_encode(array_count_values(lines("$dir/children"))), "\n";
echo count(array_unique($pids)), "\n";
$pool->stop();
echo json_encode(array_column($pool->status()->exits, 'reason')), ' ', json_encode(lines($log)), "\n";
?>
--EXPECT--
exit {"5":5}
returns {"0":5}
exception {"255":5}
fatal {"255":5}
{"exit":5,"returns":5,"exception":5,"fatal":5}
1
["stopped"] []
