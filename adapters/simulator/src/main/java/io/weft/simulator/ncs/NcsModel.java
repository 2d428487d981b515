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
package io.weft.simulator.ncs;

import io.weft.core.spi.PlacementPolicy;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.WorkloadException;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The published simulator, put together: its policy for the kernel, its sharing of cores and its
 * clock. Jobs are handed in ahead of their time; each step lets one event happen.
 *
 * <p>Used by one thread. Times are the workload's, ns; inside they are whole seconds from the first
 * submission, because doubles round by it.
 */
public final class NcsModel {
    /** The time of what does not happen. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long NS_PER_S = 1_000_000_000L;
    private static final long NULL_ORIGIN = -1;

    private final Long2ObjectHashMap<NcsJob> jobsById = new Long2ObjectHashMap<>();
    private final Agenda agenda = new Agenda();
    private final NcsRules rules;
    private final Machine machine;
    private final NcsPolicy policy;
    private final NcsClock clock;
    private final NcsHost host;
    private long originNs = NULL_ORIGIN;
    private int nowS;

    /**
     * An empty machine.
     *
     * @param rules to follow
     * @param policyName under which the policy is journaled
     * @param host holds the kernel, in which {@link #policy()} must be installed
     */
    public NcsModel(final NcsRules rules, final String policyName, final NcsHost host) {
        this.rules = rules;
        this.host = host;
        machine = new Machine(rules);
        final Reservations reservations = new Reservations(machine);
        final Sharing sharing = new Sharing(machine, agenda, reservations);
        final Starter starter = new Starter(machine, agenda, reservations, sharing);
        final Scheduler scheduler = new Scheduler(machine, reservations, starter);
        policy = new NcsPolicy(policyName, rules, scheduler, starter, jobsById);
        clock = new NcsClock(machine, agenda, reservations, sharing, scheduler, new Door());
    }

    /** The policy, for the kernel to install. */
    public PlacementPolicy policy() {
        return policy;
    }

    /**
     * Hands in a job, not after the time of its submission.
     *
     * @param job on nodes, not anywhere; its lengths are rounded up to whole seconds
     * @throws WorkloadException if its id or one of its times is too large for the rules, or a job
     *     of its id is still there
     */
    public void submit(final JobSpec job) {
        if (originNs == NULL_ORIGIN) {
            originNs = job.submitNs();
        }
        final NcsJob submitted = job(job);
        if (jobsById.put(job.id(), submitted) != null) {
            throw new WorkloadException(submitted + ": the workload has it twice at a time", null);
        }
        agenda.add(submitted.times().submitS(), Event.Kind.SUBMIT, submitted);
    }

    private NcsJob job(final JobSpec job) {
        try {
            final NcsJob submitted = new NcsJob(job, originNs);
            final long longestS = (long) submitted.requiredS() * rules.maxMultiplicity();
            if (submitted.times().submitS() + longestS >= Timetable.END_S) {
                throw new ArithmeticException("time ends at " + Timetable.END_S + " s");
            }
            return submitted;
        } catch (final ArithmeticException e) {
            throw new WorkloadException(
                    "jobId=" + job.id() + ": its id or one of its times is too large for ncs", e);
        }
    }

    /** When the next event happens, ns; {@link #NEVER} if none is ahead. */
    public long nextTimeNs() {
        return agenda.isEmpty() ? NEVER : timeNs(agenda.firstTimeS());
    }

    /** Lets the next event happen; the kernel's clock must stand at {@link #nextTimeNs()}. */
    public void step() {
        final Event event = agenda.poll();
        machine.occupancy().advance(event.timeS() - nowS);
        nowS = event.timeS();
        clock.happen(event);
    }

    /** Jobs that were handed in and have not ended. */
    public int jobCount() {
        return jobsById.size();
    }

    /** Time that cores had at least one process so far, added up over cores, s. */
    public double occupiedCoreS() {
        return machine.occupancy().occupiedCoreS();
    }

    /** Time that processes stood on cores so far, added up over processes, s. */
    public double processS() {
        return machine.occupancy().processS();
    }

    /** Most processes that any core had so far. */
    public int multiplicityMax() {
        return machine.occupancy().multiplicityMax();
    }

    private long timeNs(final int timeS) {
        return originNs + timeS * NS_PER_S;
    }

    /** What the clock does to the world outside. */
    private final class Door implements NcsClock.World {
        @Override
        public boolean submit(final NcsJob job) {
            final boolean isTaken = host.submit(job.spec());
            if (!isTaken) {
                jobsById.remove(job.id());
            }
            return isTaken;
        }

        @Override
        public void end(final NcsJob job) {
            jobsById.remove(job.id());
            host.end(
                    job.spec(),
                    timeNs(job.startS),
                    timeNs(nowS),
                    Math.round(job.cpuS() * NS_PER_S),
                    new HeldCores(job.holding.sorted(), rules.coresPerNode()));
        }

        @Override
        public void move(final NcsJob job) {
            host.takeBack(job.id());
            policy.replace(job);
        }

        @Override
        public void pass() {
            policy.due(nowS);
            host.pass();
            for (int left = policy.unplacedCount(); left > 0; left = policy.unplacedCount()) {
                host.pass();
                if (policy.unplacedCount() == left) {
                    throw new IllegalStateException("jobs=" + left + ", the kernel starts none");
                }
            }
        }
    }
}
