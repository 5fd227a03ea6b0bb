--TEST--
status() can be encoded as JSON
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Master, Pool};

$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) { if ($job->payload === 'die') { posix_kill(getmypid(), SIGKILL); sleep(60); } touch($running); wait_until(fn () => $job->stopping(), 60); }, workers: 1, maxAttempts: 1);
$pool->submit('die');
$pool->wait();
$job = $pool->submit("\xff", 'n');
serve_until($pool, fn () => is_file($running));
$json = json_decode(json_encode($pool->status(), JSON_THROW_ON_ERROR), true, flags: JSON_THROW_ON_ERROR);
echo implode(' ', array_keys($json)), "\n", implode(' ', array_keys($json['slots'][0])), "\n";
echo $json['slots'][0]['state'], ' ', $json['slots'][0]['job'] === $job->id ? 'the job' : $json['slots'][0]['job'], ' ', $json['exits'][0]['reason'], ' ', $json['exits'][0]['job']['payload'], "\n";
$pool->stop();
echo json_encode((new Master([$pool]))->status(), JSON_THROW_ON_ERROR) !== '' ? "encoded\n" : '';
?>
--EXPECT--
pool queued delayed reserved running done failed cancelled retried crashes lostResults restarts recycled oldest runTime waitTime slots exits degraded failedKept failedDropped
pool slot pid spawn state job label attempt runningFor uptime cpuTime jobs failures memory peakMemory restartIn progress note
busy the job signaled die
encoded
