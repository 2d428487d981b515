/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.pbs;

import io.weft.manager.JobAsk;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.Observation;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import io.weft.manager.ResourceManager;
import io.weft.manager.StartOrder;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.command.ProcessRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * PBS Professional and OpenPBS through their commands, as a manager or operator of the server,
 * whose {@code scheduling} is False: a job that is queued waits for Weft, and {@code qrun -H}
 * starts it.
 *
 * <p>qrun checks nothing but that the job waits and the nodes exist, so a job runs where it is told
 * to, exactly once, and the token of the order comes to it with the run itself. PBS never gives the
 * number of a job again, so a number names a job. There is one hole: qrun starts a second copy of a
 * suspended job. Weft asks for no such thing, but an order that hung for longer than a run and a
 * suspension took could; the hook {@code weft_guard.py} closes it.
 *
 * <p>Cost: qstat and pbsnodes for an observation, O(jobs that wait or run); once, at the first,
 * also those in the history. A command is one process. One thread.
 */
public final class PbsCommands implements ResourceManager {
    private static final int IDS_PER_COMMAND = 200;
    private static final int REFUSALS_PER_OBSERVATION = 5;
    private static final int COMMENT_LENGTH_MAX = 250;

    /** With 2 s between two of them, the time in which moms report to a server that came back. */
    private static final int WITHDRAWALS_PATIENT = 6;

    private final CommandRunner runner;
    private final PbsSettings settings;
    private final NodeReader nodeReader;
    private final JobReader jobReader;
    private final EndedJobs endedJobs = new EndedJobs();
    private final Map<JobKey, Integer> withdrawals = new LinkedHashMap<>();
    private Map<JobKey, SelectStatement> waiting = Map.of();
    private Map<Long, Integer> firstWaitingTasks = Map.of();
    private Set<PbsJobId> unended;

    /**
     * Over the programs of PBS.
     *
     * @param settings where they are.
     */
    public PbsCommands(final PbsSettings settings) {
        this(
                new ProcessRunner(settings.commandEnvironment(), ProcessRunner.OUTPUT_BYTES_MAX),
                settings);
    }

    /**
     * Over programs that somebody else runs.
     *
     * @param runner runs them with {@link PbsSettings#commandEnvironment()}.
     * @param settings where they are.
     */
    public PbsCommands(final CommandRunner runner, final PbsSettings settings) {
        this.runner = Objects.requireNonNull(runner, "runner");
        this.settings = settings;
        nodeReader = new NodeReader(settings);
        jobReader = new JobReader(new AskReader(settings));
    }

    // ------------------------------------------------------------------ observing

    @Override
    public Observation observe() throws ManagerException {
        final List<PbsRecord> vnodes =
                DsvReader.read(
                        ask("pbsnodes", "-a", "-v", "-F", "dsv", "-D", DsvReader.DELIMITER),
                        DsvReader.NODE_HEADER);
        final List<PbsRecord> records = jobs(unended == null ? "-fxt" : "-ft", List.of());
        if (unended != null) {
            records.addAll(history(unended(records)));
        }
        final Observation observation = observation(vnodes, records);
        unended = unended(records);
        return observation;
    }

    private static Set<PbsJobId> unended(final List<PbsRecord> jobs) throws ManagerException {
        final Set<PbsJobId> ids = new LinkedHashSet<>();
        for (final PbsRecord job : jobs) {
            if (!JobReader.hasEnded(job)) {
                ids.add(JobReader.id(job).whole());
            }
        }
        return ids;
    }

    /** Jobs that were there at the last look and are not any more. */
    private List<PbsRecord> history(final Set<PbsJobId> seen) throws ManagerException {
        final List<String> ids = new ArrayList<>();
        for (final PbsJobId id : unended) {
            if (!seen.contains(id)) {
                ids.add(id.toString());
            }
        }
        final List<PbsRecord> records = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += IDS_PER_COMMAND) {
            final int end = Math.min(ids.size(), i + IDS_PER_COMMAND);
            records.addAll(jobs("-fxt", ids.subList(i, end)));
        }
        return records;
    }

    private List<PbsRecord> jobs(final String options, final List<String> ids)
            throws ManagerException {
        final List<String> arguments = new ArrayList<>();
        arguments.add("qstat");
        arguments.addAll(List.of(options, "-F", "dsv", "-D", DsvReader.DELIMITER));
        arguments.addAll(ids);
        return DsvReader.read(ask(arguments.toArray(String[]::new)), DsvReader.JOB_HEADER);
    }

    private Observation observation(final List<PbsRecord> vnodes, final List<PbsRecord> records)
            throws ManagerException {
        final List<ObservedJob> jobs = new ArrayList<>();
        final Map<JobKey, SelectStatement> selects = new LinkedHashMap<>();
        final Map<Long, Integer> firstTasks = new LinkedHashMap<>();
        final Map<PbsJobId, String> refusals = new LinkedHashMap<>();
        PbsRecord array = null;
        for (final PbsRecord record : records) {
            if (JobReader.id(record).taskIndex() == PbsJobId.ARRAY) {
                array = record;
                continue;
            }
            final PbsRecord job = ofArray(record, array);
            final JobKey key = JobReader.key(job);
            if (key == null) {
                refuse(refusals, job, "its number is out of range");
                continue;
            }
            try {
                final JobAsk ask = jobReader.ask(job);
                if (JobReader.isWaiting(job)) {
                    selects.put(key, AskReader.select(job));
                    firstTasks.merge(key.id(), key.taskIndex(), Math::min);
                }
                jobs.add(jobReader.job(job, key, ask));
            } catch (final UnsupportedAskException ex) {
                if (JobReader.isWaiting(job)) {
                    refuse(refusals, job, ex.getMessage());
                } else {
                    jobs.add(jobReader.job(job, key, JobAsk.of(1, 1, 0)));
                }
            }
        }
        withdrawals.keySet().retainAll(pending(jobs));
        waiting = selects;
        firstWaitingTasks = firstTasks;
        showRefusals(refusals);
        return new Observation(nodeReader.read(vnodes), endedJobs.addTo(jobs));
    }

    private static Set<JobKey> pending(final List<ObservedJob> jobs) {
        final Set<JobKey> keys = new LinkedHashSet<>();
        for (final ObservedJob job : jobs) {
            if (job.state() == ObservedState.PENDING) {
                keys.add(job.key());
            }
        }
        return keys;
    }

    /** A task has no hold, and no time to wait for, of its own. */
    private static PbsRecord ofArray(final PbsRecord job, final PbsRecord array)
            throws ManagerException {
        if (array == null
                || JobReader.id(job).taskIndex() == JobKey.NO_TASK
                || JobReader.id(job).number() != JobReader.id(array).number()) {
            return job;
        }
        final Map<String, String> attributes = new LinkedHashMap<>(job.attributes());
        for (final String name : List.of("Hold_Types", "Execution_Time", "schedselect")) {
            if (array.has(name)) {
                attributes.putIfAbsent(name, array.text(name));
            }
        }
        return new PbsRecord(job.name(), attributes);
    }

    /** A job that Weft cannot take is none to it; its user is told why, once. */
    private void refuse(
            final Map<PbsJobId, String> refusals, final PbsRecord job, final String reason)
            throws ManagerException {
        final String text = comment("weft: refused; " + reason);
        final boolean isManaged =
                settings.queues().isEmpty() || settings.queues().contains(job.text("queue"));
        if (isManaged && !text.equals(job.text("comment"))) {
            refusals.put(JobReader.id(job).whole(), text);
        }
    }

    private void showRefusals(final Map<PbsJobId, String> refusals) throws ManagerException {
        int left = REFUSALS_PER_OBSERVATION;
        for (final Map.Entry<PbsJobId, String> refusal : refusals.entrySet()) {
            if (left > 0) {
                final List<String> command =
                        command(
                                "qalter",
                                "-W",
                                "comment=" + refusal.getValue(),
                                refusal.getKey().toString());
                runner.run(command, settings.commandTimeoutNs());
                left--;
            }
        }
    }

    private String ask(final String... arguments) throws ManagerException {
        final List<String> command = command(arguments);
        final CommandResult result = runner.run(command, settings.observeTimeoutNs());
        if (!result.isSuccess() && !isOnlyForgotten(result)) {
            final ManagerException failure = PbsAnswer.failure(command, result);
            throw failure.kind() != ManagerException.Kind.REFUSED
                    ? failure
                    : new ManagerException(
                            ManagerException.Kind.GARBLED, true, failure.getMessage());
        }
        return result.output();
    }

    /** Of the jobs that were asked for, some are not even in the history. */
    private static boolean isOnlyForgotten(final CommandResult result) {
        return !result.error().isBlank()
                && result.error().lines().allMatch(line -> line.contains("Unknown Job Id"));
    }

    // ------------------------------------------------------------------ commanding

    /**
     * Without waiting for the mom, which takes five times as long: then PBS says yes in any case,
     * and what it did is seen at the next look, for it has done it before it answers anything else.
     */
    @Override
    public void start(final StartOrder order) throws ManagerException {
        final SelectStatement select = waiting.get(order.key());
        if (select == null) {
            throw ManagerException.refused("It does not wait: " + order.key());
        }
        run(
                "qrun",
                "-a",
                "-H",
                ExecVnode.write(order, select),
                PbsJobId.of(order.key()).toString());
    }

    /**
     * Nothing is done the first times: a job that is on its way to its nodes will run, or be queued
     * again. One that stays so was forgotten between the two by a server that died; then it is
     * queued again by force, and a mom that should know it throws it away.
     */
    @Override
    public void withdraw(final JobKey key) throws ManagerException {
        final int count = withdrawals.merge(key, 1, Integer::sum);
        if (count % WITHDRAWALS_PATIENT == 0) {
            run("qrerun", "-W", "force", PbsJobId.of(key).toString());
        }
    }

    @Override
    public void cancel(final JobKey key) throws ManagerException {
        final List<String> command = command("qdel", PbsJobId.of(key).toString());
        final CommandResult result = runner.run(command, settings.commandTimeoutNs());
        if (!result.isSuccess() && !PbsAnswer.isGone(result)) {
            throw PbsAnswer.failure(command, result);
        }
    }

    /**
     * By admin-suspend: what plain suspend stops, only a scheduler of PBS can let go on again. PBS
     * shows the vnode in maintenance meanwhile, which keeps nobody from using it.
     */
    @Override
    public void suspend(final JobKey key) throws ManagerException {
        run("qsig", "-s", "admin-suspend", PbsJobId.of(key).toString());
    }

    /** The processes stay on the cores where they were. */
    @Override
    public void resume(final StartOrder order) throws ManagerException {
        run("qsig", "-s", "admin-resume", PbsJobId.of(order.key()).toString());
    }

    /** PBS does not end the processes of a suspended job, so that it goes on for an instant. */
    @Override
    public void requeue(final JobKey key) throws ManagerException {
        final String id = PbsJobId.of(key).toString();
        final List<String> command = command("qrerun", id);
        final CommandResult result = runner.run(command, settings.commandTimeoutNs());
        if (PbsAnswer.says("request invalid for state of job", result)) {
            run("qsig", "-s", "admin-resume", id);
            run("qrerun", id);
        } else if (!result.isSuccess()) {
            throw PbsAnswer.failure(command, result);
        }
    }

    /** In the comment of the job; in that of the array for the first of its tasks that wait. */
    @Override
    public void annotate(final JobKey key, final String text) throws ManagerException {
        if (firstWaitingTasks.getOrDefault(key.id(), key.taskIndex()) == key.taskIndex()) {
            run("qalter", "-W", "comment=" + comment(text), PbsJobId.of(key).whole().toString());
        }
    }

    /** A comma would end the value, a quote begin one, and an ampersand is not taken. */
    private static String comment(final String text) {
        final String plain = text.replaceAll("[^ -~]|[\"'&\\\\]", "_").replace(',', ';');
        return plain.substring(0, Math.min(plain.length(), COMMENT_LENGTH_MAX));
    }

    private void run(final String... arguments) throws ManagerException {
        final List<String> command = command(arguments);
        final CommandResult result = runner.run(command, settings.commandTimeoutNs());
        if (!result.isSuccess()) {
            throw PbsAnswer.failure(command, result);
        }
    }

    private List<String> command(final String... arguments) {
        final List<String> command = new ArrayList<>(List.of(arguments));
        command.set(0, settings.binDirectory() + "/" + arguments[0]);
        return command;
    }

    @Override
    public void close() {}
}
