<?php // The shortest useful script: php examples/map.php [FILE ...]
use Supervisor\{Job, Pool};

$pool = new Pool(fn (Job $job) => hash_file('sha256', $job->payload), workers: 4);

foreach ($pool->map(array_slice($argv, 1) ?: glob(__DIR__ . '/*.php')) as $key => $job) {
    echo $job->result(), '  ', $job->payload, "\n";
}
