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

import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import io.weft.manager.Observation;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedNode;
import io.weft.manager.ObservedState;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Puts together what sinfo, squeue, the log of ended jobs and a source of utilisation tell. Costs
 * two processes and O(jobs) a look. Used by one thread.
 */
final class SlurmObserver {
    private static final long SECOND = 1_000_000_000L;
    private static final QueueTable.Asked NOTHING_ASKED = new QueueTable.Asked(null, 0);

    private final SlurmSettings settings;
    private final Programs programs;
    private final EpochNanoClock clock;
    private final CompletionLog completions;
    private final BusyMeter busyMeter;
    private final SecureRandom random = new SecureRandom();

    /** Tasks that Slurm has in one record, by the first of them; the others have no text. */
    private Map<JobKey, String> arrays = Map.of();

    /** Ends that the log told before squeue is asked next. */
    private List<ObservedJob> ended = new ArrayList<>();

    /** Of jobs that wait, as of the last observation. */
    private Map<JobKey, QueueTable.Asked> asked = Map.of();

    SlurmObserver(
            final SlurmSettings settings,
            final Programs programs,
            final EpochNanoClock clock,
            final BusySource busySource) {
        this.settings = settings;
        this.programs = programs;
        this.clock = clock;
        busyMeter = new BusyMeter(busySource);
        completions =
                settings.completionLog().isEmpty()
                        ? null
                        : new CompletionLog(
                                Path.of(settings.completionLog()),
                                settings.zone(),
                                settings.partitions());
    }

    /** What a waiting job asked for that its comment has to keep, as it was seen last. */
    QueueTable.Asked asked(final JobKey key) {
        return asked.getOrDefault(key, NOTHING_ASKED);
    }

    /**
     * Tasks that Slurm has in one record with this one, this one included: as Slurm names them for
     * the first, empty for the others, null for a job that is in no such record.
     */
    String tasksWith(final JobKey key) {
        return arrays.get(key);
    }

    /**
     * Looks at everything in the managed partitions.
     *
     * @throws ManagerException when it cannot be seen whole.
     */
    Observation observe() throws ManagerException {
        final String partitions = String.join(",", settings.partitions());
        if (completions != null) {
            ended.addAll(completions.read());
        }
        try {
            final Table nodeTable = Table.of(NodeTable.FIELDS, random);
            final List<ObservedNode> nodes =
                    NodeTable.nodes(
                            nodeTable.records(
                                    programs.run(
                                            "sinfo",
                                            "-h",
                                            "-e",
                                            "-p",
                                            partitions,
                                            "-O",
                                            nodeTable.format())),
                            settings.slotsPerCore());
            if (nodes.isEmpty()) {
                throw new ManagerException(
                        Kind.GARBLED, false, "No nodes in the partitions " + partitions);
            }
            final Table queueTable = Table.of(QueueTable.FIELDS, random);
            final List<String[]> records =
                    queueTable.records(
                            programs.run(
                                    "squeue",
                                    "-h",
                                    "-r",
                                    "--noconvert",
                                    "-t",
                                    "all",
                                    "-p",
                                    partitions,
                                    "-O",
                                    queueTable.format()));
            final List<ObservedJob> jobs = jobs(records, nodes);
            if (completions != null) {
                // After squeue: what that does not tell of any more is in the log by now.
                final List<ObservedJob> late = completions.read();
                addCompleted(jobs, ended, SlurmObserver::isOnceMore);
                addCompleted(jobs, late, job -> false);
                ended = late;
            }
            return new Observation(nodes, jobs);
        } catch (final IllegalArgumentException ex) {
            throw new ManagerException(Kind.GARBLED, false, "" + ex.getMessage(), ex);
        }
    }

    private List<ObservedJob> jobs(final List<String[]> records, final List<ObservedNode> nodes) {
        final int coresMax = nodes.stream().mapToInt(ObservedNode::coreCount).max().orElse(1);
        final long nowNs = clock.nanoTime();
        final QueueTable table = new QueueTable(settings, coresMax, nowNs / SECOND);
        busyMeter.ask(
                records.stream().filter(QueueTable::isRunning).map(QueueTable::number).toList(),
                nowNs);
        final List<ObservedJob> jobs = new ArrayList<>();
        final Map<Long, List<JobKey>> keysOfNumber = new LinkedHashMap<>();
        for (final String[] record : records) {
            final long number = QueueTable.number(record);
            final ObservedJob job = table.job(record, busyMeter.of(number));
            jobs.add(job);
            if (job.key().taskIndex() != JobKey.NO_TASK) {
                keysOfNumber.computeIfAbsent(number, n -> new ArrayList<>()).add(job.key());
            }
        }
        arrays = arrays(keysOfNumber);
        asked = table.asked();
        return jobs;
    }

    /**
     * What was in the log before squeue was asked goes before it: a controller that died has
     * forgotten that a job ended, or even that it ran, and it must not run again. What came later
     * ended meanwhile.
     */
    private static void addCompleted(
            final List<ObservedJob> jobs,
            final List<ObservedJob> completed,
            final Predicate<ObservedJob> isWrong) {
        final Map<JobKey, Integer> places = new HashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            places.put(jobs.get(i).key(), i);
        }
        for (final ObservedJob job : completed) {
            final Integer place = places.putIfAbsent(job.key(), jobs.size());
            if (place == null) {
                jobs.add(job);
            } else if (isWrong.test(jobs.get(place))) {
                jobs.set(place, job);
            }
        }
    }

    private static boolean isOnceMore(final ObservedJob job) {
        return job.state() != ObservedState.ENDED
                && job.state() != ObservedState.COMPLETING
                && !job.ask().isRequeueable();
    }

    private static Map<JobKey, String> arrays(final Map<Long, List<JobKey>> keysOfNumber) {
        final Map<JobKey, String> texts = new LinkedHashMap<>();
        for (final List<JobKey> keys : keysOfNumber.values()) {
            if (keys.size() > 1) {
                keys.forEach(key -> texts.put(key, ""));
                final List<String> tasks =
                        keys.stream().map(key -> Integer.toString(key.taskIndex())).toList();
                texts.put(keys.get(0), keys.get(0).id() + "_" + HostList.compress(tasks));
            }
        }
        return texts;
    }
}
