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
package io.weft.slurm;

import io.weft.core.wire.JobClass;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import io.weft.manager.NodeShare;
import io.weft.manager.Observation;
import io.weft.manager.ObservedState;
import io.weft.manager.ResourceManager;
import io.weft.manager.StartOrder;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.command.ProcessRunner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Slurm, by its programs: sinfo and squeue to observe, scontrol and scancel to command. Jobs of the
 * managed partitions enter held (job_submit.lua sees to that); one is started by giving it nodes
 * and releasing it, and Slurm then starts it there within about a second, or not at all. That is
 * one command: job_submit.lua, inside slurmctld, looks whether the job still is the one that is
 * meant and waits, and releases it by the same update.
 *
 * <p>Each node of a job gets the same number of CPUs, as Slurm cannot be told more than the least;
 * which cores is kept in the comment of the job (see {@link JobComment}) and bound by the prolog.
 * Slurm changes the submit time of a job that it requeues: the key keeps the first, from the
 * comment. Before any other command the job is looked up, so that a number which Slurm has given
 * again after a crash is not taken for the job that had it before.
 *
 * <p>Cost: an observation two processes and O(jobs); a command see {@link
 * SlurmSettings#isSession()}, a start being one of them.
 */
public final class SlurmCommands implements ResourceManager {
    private static final long MINUTE_S = 60;

    /** Weft ends a job when its time is over; Slurm does if Weft is away. */
    private static final long GRACE_MINUTES = 3;

    private final SlurmSettings settings;
    private final Programs programs;
    private final Control control;
    private final SlurmObserver observer;
    private final SecureRandom random = new SecureRandom();

    /**
     * Connects to the Slurm of the settings; nothing is asked of it yet.
     *
     * @param settings of the site.
     */
    public SlurmCommands(final SlurmSettings settings) {
        this(
                settings,
                new ProcessRunner(environment(settings), ProcessRunner.OUTPUT_BYTES_MAX),
                SystemEpochNanoClock.INSTANCE,
                null);
    }

    /**
     * Gives commands by a runner.
     *
     * @param settings of the site; if they ask for a session, scontrol is run beside the runner.
     * @param runner of the programs, with an environment as {@link #environment} gives it.
     * @param clock ns since 1970.
     * @param busySource tells how busy jobs are; null for a site that cannot tell.
     */
    public SlurmCommands(
            final SlurmSettings settings,
            final CommandRunner runner,
            final EpochNanoClock clock,
            final BusySource busySource) {
        this.settings = settings;
        programs = new Programs(settings, runner);
        observer = new SlurmObserver(settings, programs, clock, busySource);
        final String scontrol = settings.program("scontrol");
        control =
                settings.isSession()
                        ? new SessionControl(scontrol, environment(settings), settings.timeoutNs())
                        : new ForkedControl(runner, scontrol, settings.timeoutNs());
    }

    /**
     * What the programs of Slurm must find in their environment to be understood.
     *
     * @param settings of the site.
     * @return variables and their values.
     */
    public static Map<String, String> environment(final SlurmSettings settings) {
        final Map<String, String> environment = new TreeMap<>();
        environment.put("SLURM_TIME_FORMAT", "%s");
        environment.put("SLURM_BITSTR_LEN", "0");
        if (!settings.configuration().isEmpty()) {
            environment.put("SLURM_CONF", settings.configuration());
        }
        return environment;
    }

    @Override
    public Observation observe() throws ManagerException {
        return observer.observe();
    }

    // ------------------------------------------------------------------ command

    @Override
    public void start(final StartOrder order) throws ManagerException {
        if (settings.isGuarded()) {
            startGuarded(order);
            return;
        }
        final JobFacts facts = requireStartable(order.key());
        final List<String> update = update(order, facts.comment().classHint(), 0);
        if (facts.restartCount() > 0) {
            // Slurm has a job that it requeued wait for two minutes; its user's wish is over.
            update.add("starttime=now");
        }
        control(update);
        control(List.of("release", text(order.key())));
    }

    /** The guard says no more than that it refuses; a look at the job afterwards says why. */
    private void startGuarded(final StartOrder order) throws ManagerException {
        final QueueTable.Asked ask = observer.asked(order.key());
        final boolean isLonger = order.limitS() > ask.limitS() && ask.limitS() > 0;
        final List<String> update = update(order, ask.classHint(), isLonger ? ask.limitS() : 0);
        if (isLonger) {
            final long minutes = (order.limitS() + MINUTE_S - 1) / MINUTE_S;
            update.add("timelimit=" + (minutes + GRACE_MINUTES));
        }
        try {
            control(update);
        } catch (final ManagerException ex) {
            if (ex.kind() == Kind.REFUSED) {
                requireStartable(order.key());
            }
            throw ex;
        }
    }

    private List<String> update(
            final StartOrder order, final JobClass classHint, final long limitS) {
        final String comment =
                JobComment.text(
                        order.token(),
                        order.key().submitTimeS(),
                        classHint,
                        limitS,
                        order.shares());
        final String nodes = nodes(order);
        final List<String> update = update(order.key());
        if (!settings.isGuarded() || !JobComment.hasCores(comment)) {
            // Else the guard reads them in the comment; told nodes, scontrol looks at the job.
            update.add("reqnodelist=" + nodes);
            update.add("numnodes=" + order.shares().size() + "-" + order.shares().size());
        }
        update.add("mincpusnode=" + leastCores(order));
        update.add("comment=" + comment);
        return update;
    }

    private JobFacts requireStartable(final JobKey key) throws ManagerException {
        final JobFacts facts = require(key);
        if (facts.state() != ObservedState.HELD) {
            throw ManagerException.refused("Job " + key + " is not held but " + facts.state());
        }
        if (facts.comment().isHeld()) {
            throw ManagerException.refused("Job " + key + " is held by its user");
        }
        return facts;
    }

    private static String nodes(final StartOrder order) {
        final List<String> names = new ArrayList<>();
        for (final NodeShare share : order.shares()) {
            names.add(Words.requireName("node", share.node()));
        }
        return HostList.compress(names);
    }

    private static int leastCores(final StartOrder order) {
        return order.shares().stream().mapToInt(NodeShare::coreCount).min().orElse(1);
    }

    @Override
    public void withdraw(final JobKey key) throws ManagerException {
        if (require(key).state() == ObservedState.PENDING) {
            control(List.of("hold", text(key)));
        }
    }

    @Override
    public void cancel(final JobKey key) throws ManagerException {
        final JobFacts facts = find(key);
        if (facts != null && facts.state() != ObservedState.ENDED) {
            programs.run("scancel", text(key));
        }
    }

    @Override
    public void suspend(final JobKey key) throws ManagerException {
        if (require(key).state() != ObservedState.SUSPENDED) {
            control(List.of("suspend", text(key)));
        }
    }

    @Override
    public void resume(final StartOrder order) throws ManagerException {
        if (require(order.key()).state() != ObservedState.RUNNING) {
            control(List.of("resume", text(order.key())));
        }
    }

    @Override
    public void requeue(final JobKey key) throws ManagerException {
        if (require(key).state() != ObservedState.HELD) {
            final List<String> update = update(key);
            update.add("requeue=1");
            control(update);
            control(List.of("requeuehold", text(key)));
        }
    }

    /**
     * Puts a text into the admin comment of a job: {@code squeue -O JobID,admin_comment:80} and
     * {@code scontrol show job} show it. Tasks that Slurm still has in one record share one text,
     * that of the first.
     */
    @Override
    public void annotate(final JobKey key, final String text) throws ManagerException {
        final String several = observer.tasksWith(key);
        if (several == null || !several.isEmpty()) {
            control(
                    List.of(
                            "update",
                            "jobid=" + (several == null ? text(key) : several),
                            "admincomment=" + Words.plain(text)));
        }
    }

    /**
     * Slurm saves its state up to 5 s late, and says since when it is up. A backup controller that
     * takes over may say something older; a site that has one was not tried.
     */
    @Override
    public long upSinceNs() throws ManagerException {
        try {
            return BootTime.upSinceNs(programs.run("scontrol", "-o", "show", "config"));
        } catch (final ManagerException ex) {
            if (ex.kind() == Kind.REFUSED) {
                return Long.MAX_VALUE;
            }
            throw ex;
        }
    }

    /** As job_submit.lua does when the user holds the job, so that it takes his release as such. */
    @Override
    public void holdForUser(final JobKey key, final String text) throws ManagerException {
        final JobFacts facts = require(key);
        if (facts.state() != ObservedState.HELD) {
            throw ManagerException.refused("Job " + key + " is not held but " + facts.state());
        }
        final List<String> update = update(key);
        update.add("comment=" + facts.comment().heldText());
        update.add("admincomment=" + Words.plain(text));
        control(update);
    }

    private static List<String> update(final JobKey key) {
        return new ArrayList<>(List.of("update", "jobid=" + text(key)));
    }

    private static String text(final JobKey key) {
        return key.taskIndex() == JobKey.NO_TASK
                ? Long.toString(key.id())
                : key.id() + "_" + key.taskIndex();
    }

    // ------------------------------------------------------------------ look up

    private JobFacts require(final JobKey key) throws ManagerException {
        final JobFacts facts = find(key);
        if (facts == null) {
            throw ManagerException.refused("Slurm has no job " + key);
        }
        return facts;
    }

    /** The job of a key as it is now, or null. */
    private JobFacts find(final JobKey key) throws ManagerException {
        try {
            final JobFacts shown =
                    settings.isSession()
                            ? ShownJob.parse(control(List.of("show", "job", text(key))))
                            : null;
            if (shown != null) {
                return shown.key().equals(key) ? shown : null;
            }
            final Table table = Table.of(QueueTable.FIELDS, random);
            final String answer =
                    programs.run(
                            "squeue",
                            "-h",
                            "-a",
                            "-r",
                            "--noconvert",
                            "-t",
                            "all",
                            "-j",
                            text(key),
                            "-O",
                            table.format());
            for (final String[] record : table.records(answer)) {
                final JobFacts facts = QueueTable.facts(record);
                if (facts.key().equals(key)) {
                    return facts;
                }
            }
            return null;
        } catch (final IllegalArgumentException ex) {
            throw new ManagerException(Kind.GARBLED, false, "" + ex.getMessage(), ex);
        } catch (final ManagerException ex) {
            if (Answers.isUnknownJob(ex.getMessage())) {
                return null;
            }
            // Nothing was commanded yet.
            throw new ManagerException(ex.kind(), false, ex.getMessage(), ex);
        }
    }

    private String control(final List<String> words) throws ManagerException {
        try {
            return control.run(words);
        } catch (final IllegalArgumentException ex) {
            throw ManagerException.refused("" + ex.getMessage());
        }
    }

    @Override
    public void close() {
        control.close();
    }
}
