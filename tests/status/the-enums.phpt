--TEST--
The enums and their values
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\JobState;

foreach (['JobState', 'SlotState', 'ExitReason', 'FailureReason', 'Event', 'Log'] as $name) {
    echo $name, ': ', implode(' ', array_map(fn ($case) => "$case->name=$case->value", ("Supervisor\\$name")::cases())), "\n";
}
var_dump(JobState::from('done') === JobState::Done, JobState::tryFrom('nothing'));
?>
--EXPECT--
JobState: Queued=queued Delayed=delayed Reserved=reserved Running=running Done=done Failed=failed Cancelled=cancelled
SlotState: Stopped=stopped Starting=starting Idle=idle Busy=busy Draining=draining Stopping=stopping Killing=killing Backoff=backoff Fatal=fatal
ExitReason: Stopped=stopped Finished=finished MaxJobs=max_jobs MaxMemory=max_memory MaxAge=max_age Idle=idle Restarted=restarted ScaledDown=scaled_down Cancelled=cancelled Exited=exited Fatal=fatal Signaled=signaled TimedOut=timed_out OutOfMemory=out_of_memory BootFailed=boot_failed BootTimedOut=boot_timed_out Lost=lost
FailureReason: Exception=exception Fatal=fatal Exited=exited Signaled=signaled TimedOut=timed_out OutOfMemory=out_of_memory Lost=lost Rejected=rejected DeliveryLimit=delivery_limit Cancelled=cancelled Undecodable=undecodable ResultUnsendable=result_unsendable
Event: WorkerReady=worker_ready WorkerExit=worker_exit JobDone=job_done JobRetry=job_retry JobFailed=job_failed Degraded=degraded Recovered=recovered
Log: Text=text Json=json None=none
bool(true)
NULL
