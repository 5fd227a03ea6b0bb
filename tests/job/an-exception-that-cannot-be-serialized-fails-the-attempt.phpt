--TEST--
An exception that holds what cannot be serialized is still told
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

class Holds extends Exception { public $closure; public $handle; function __construct() { parent::__construct('holds'); $this->closure = fn () => 1; $this->handle = STDOUT; } }
$pool = new Pool(function (Job $job, $context = null) { (function ($secret, $fn) { throw new Holds; })(STDOUT, fn () => 2); }, workers: 1, maxAttempts: 1);
$job = $pool->submit(1);
$pool->wait();
echo $job->failure()->class, ' ', $job->failure()->message, "\n", strtok($job->failure()->trace, "\n"), "\n";
?>
--EXPECTF--
Holds holds
#0 %s: {closure%S}(Resource id #%d, Object(Closure))
