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
package io.weft.manager.daemon;

import static io.weft.manager.daemon.Durations.DAY;
import static io.weft.manager.daemon.Durations.HOUR;
import static io.weft.manager.daemon.Durations.MINUTE;
import static io.weft.manager.daemon.Durations.MS;
import static io.weft.manager.daemon.Durations.SECOND;

import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.journal.Durability;
import io.weft.manager.BridgeSettings;
import io.weft.manager.QueueSpec;
import io.weft.placement.StandardPolicies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the settings of a site that do not depend on its resource manager. */
final class SiteSettingsReader {
    private static final int COUNT_MAX = 1 << 24;
    private static final String ALL = "all";
    private static final int NAME_COUNT_DEFAULT = 1 << 16;
    private static final BridgeSettings DEFAULTS = BridgeSettings.of(List.of(), "easy");

    private Path journal;
    private Durability durability;
    private long snapshotInterval;
    private long keepNs;
    private Path statusFile;
    private long idleNs;
    private final Limits limits = new Limits();
    private final List<QueueSpec> queues = new ArrayList<>();

    private SiteSettingsReader() {}

    /** Reads all; the caller concludes the root. */
    static SiteSettings read(final SettingSection root) {
        return new SiteSettingsReader().readAll(root);
    }

    private SiteSettings readAll(final SettingSection root) {
        readJournal(root.section("journal"));
        readStatus(root.section("status"));
        readLimits(root.section("limits"));
        readQueues(root);
        final BridgeSettings bridge =
                readBridge(
                        root.section("kernel"), root.section("manager"), root.section("annotate"));
        return new SiteSettings(
                journal, durability, snapshotInterval, keepNs, statusFile, idleNs, limits, bridge);
    }

    private void readJournal(final SettingSection section) {
        journal =
                section.path(
                        "directory",
                        "/var/lib/weft/journal",
                        "Where every entry and decision is kept, and snapshots; nothing"
                                + " else may be in there.");
        durability =
                section.word(
                        "durability",
                        List.of(Durability.NONE, Durability.INTERVAL, Durability.BATCH),
                        Durability.BATCH,
                        "What an entry survives: `none` the death of the daemon, `batch` a power"
                                + " cut, `interval` one but for the last milliseconds.");
        snapshotInterval =
                section.integer(
                        "snapshot-every",
                        0,
                        Long.MAX_VALUE,
                        100_000,
                        "Entries between two snapshots, from which a restart goes on; 0 for none.");
        readKeep(section);
        section.conclude();
    }

    private void readKeep(final SettingSection section) {
        final String text =
                section.text(
                        "keep",
                        ALL,
                        "\"all\", or a duration, \"1h\"..\"3650d\"",
                        value -> value.equals(ALL) || isKept(Durations.parse(value)),
                        "How much of the history stays for `weft explain` and `weft replay`; files"
                                + " of the journal go when all in them is older, and no restart"
                                + " needs them.");
        keepNs = text.equals(ALL) ? SiteSettings.KEEP_ALL : Durations.parse(text);
        if (snapshotInterval == 0 && keepNs != SiteSettings.KEEP_ALL) {
            section.refuse("keep", text, "\"all\" where snapshot-every=0");
        }
    }

    private static boolean isKept(final long ns) {
        return ns >= HOUR && ns <= 3650 * DAY;
    }

    private void readStatus(final SettingSection section) {
        statusFile =
                section.path(
                        "file",
                        "/run/weft/status.json",
                        "Where the daemon writes how it is doing, at most once a second.");
        section.conclude();
    }

    private void readLimits(final SettingSection section) {
        final String fixed = " Fixed once the journal is begun.";
        limits.nodeCount(
                count(
                        section,
                        "nodes",
                        COUNT_MAX,
                        Limits.NODE_COUNT_DEFAULT,
                        "Most nodes." + fixed));
        limits.coresPerNode(
                count(
                        section,
                        "cores-per-node",
                        Limits.CORES_PER_NODE_MAX,
                        Limits.CORES_PER_NODE_DEFAULT,
                        "Most cores of a node, counted once each." + fixed));
        limits.jobCount(
                count(
                        section,
                        "jobs",
                        COUNT_MAX,
                        Limits.JOB_COUNT_DEFAULT,
                        "Most jobs that wait or run; one more stays held." + fixed));
        limits.queueCount(
                count(
                        section,
                        "queues",
                        1 << 10,
                        Limits.QUEUE_COUNT_DEFAULT,
                        "Most queues, those that were once configured included." + fixed));
        limits.nameCount(
                count(
                        section,
                        "names",
                        COUNT_MAX,
                        NAME_COUNT_DEFAULT,
                        "Most names of users, accounts, queues, nodes and features together."
                                + fixed));
        section.conclude();
    }

    private static int count(
            final SettingSection section,
            final String key,
            final int max,
            final int byDefault,
            final String meaning) {
        return (int) section.integer(key, 1, max, byDefault, meaning);
    }

    private void readQueues(final SettingSection root) {
        final Set<String> names = new LinkedHashSet<>();
        for (final SettingSection section : root.sections("queue")) {
            final QueueSpec queue = queue(section);
            if (queue.name() != null && !names.add(queue.name())) {
                section.refuse("name", queue.name(), "a name that no other queue has");
            }
            queues.add(queue);
            section.conclude();
        }
        if (queues.isEmpty() || queues.size() > limits.queueCount()) {
            root.refuse(
                    "queue",
                    queues.size() + " sections",
                    "1..limits.queues=" + limits.queueCount() + " sections [[queue]]");
        }
    }

    private static QueueSpec queue(final SettingSection section) {
        return new QueueSpec(
                section.text(
                        "name",
                        null,
                        "Name that the resource manager gives it; Slurm calls it a partition."),
                count(
                        section,
                        "multiplicity",
                        Limits.MULTIPLICITY_MAX,
                        4,
                        "M: most processes on a core; 1 shares none. Where it is lowered, what"
                                + " runs goes on."),
                (int)
                        section.integer(
                                "priority",
                                -Integer.MAX_VALUE,
                                Integer.MAX_VALUE,
                                0,
                                "Higher goes first, for policies that look at it."),
                section.word(
                        "class",
                        List.of(JobClass.BATCH, JobClass.INTERACTIVE, JobClass.URGENT),
                        JobClass.BATCH,
                        "Class of its jobs, if they say nothing else."),
                section.texts(
                        "nodes",
                        List.of(),
                        "Its nodes; none for all that are seen, now and later."));
    }

    private BridgeSettings readBridge(
            final SettingSection kernel,
            final SettingSection manager,
            final SettingSection annotate) {
        idleNs =
                manager.durationNs(
                        "idle",
                        MS,
                        SECOND,
                        20 * MS,
                        "How long the daemon sleeps when there is nothing to do.");
        final BridgeSettings bridge =
                new BridgeSettings(
                        queues,
                        policy(kernel),
                        kernel.perMille(
                                "overhead",
                                1000,
                                10_000,
                                DEFAULTS.overheadPerMille(),
                                "C_o: m busy processes on a core are m x C_o times slower."),
                        kernel.flag(
                                "stretch-limits",
                                DEFAULTS.stretchLimits(),
                                "Whether jobs that share cores may outlast their limits, up to"
                                        + " M x C_o times; Slurm's limits are raised to that when"
                                        + " they start, PBS's are not."),
                        kernel.durationNs(
                                "default-walltime",
                                MINUTE,
                                3650 * DAY,
                                DEFAULTS.walltimeDefaultNs(),
                                "Time limit of a job that has none."),
                        manager.durationNs(
                                "observe-every",
                                50 * MS,
                                MINUTE,
                                DEFAULTS.observePeriodNs(),
                                "How often the resource manager is looked at while all is well."),
                        manager.durationNs(
                                "start-timeout",
                                500 * MS,
                                HOUR,
                                DEFAULTS.startTimeoutNs(),
                                "After which a start that was taken, but is not seen, is taken"
                                        + " back."),
                        manager.durationNs(
                                "settle",
                                SECOND,
                                HOUR,
                                DEFAULTS.settleNs(),
                                "After which a command that failed ambiguously is not carried out"
                                        + " any more; longer than any time-out of the manager."),
                        manager.durationNs(
                                "backoff-min",
                                100 * MS,
                                MINUTE,
                                DEFAULTS.backoffMinNs(),
                                "Before the second attempt to reach a manager that is away; doubled"
                                        + " each time."),
                        manager.durationNs(
                                "backoff-max",
                                SECOND,
                                HOUR,
                                DEFAULTS.backoffMaxNs(),
                                "Longest time between two attempts."),
                        (int)
                                annotate.integer(
                                        "per-cycle",
                                        0,
                                        1000,
                                        DEFAULTS.annotationsPerCycle(),
                                        "Most jobs that are shown their reason in one cycle; 0 for"
                                                + " none."),
                        annotate.durationNs(
                                "every",
                                SECOND,
                                DAY,
                                DEFAULTS.annotatePeriodNs(),
                                "Least time between two texts for one job."));
        if (bridge.backoffMaxNs() < bridge.backoffMinNs()) {
            manager.refuse(
                    "backoff-max",
                    Durations.text(bridge.backoffMaxNs()),
                    "at least backoff-min=" + Durations.text(bridge.backoffMinNs()));
        }
        kernel.conclude();
        manager.conclude();
        annotate.conclude();
        return bridge;
    }

    private static String policy(final SettingSection kernel) {
        final StandardPolicies policies = new StandardPolicies();
        return kernel.text(
                "policy",
                DEFAULTS.policy(),
                "a policy, as `weft simulate --help` lists them",
                name -> policies.create(name, 0) != null,
                "Who may start before whom.");
    }
}
