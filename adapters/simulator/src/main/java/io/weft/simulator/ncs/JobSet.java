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

import java.util.ArrayList;
import java.util.List;

/**
 * A set of jobs in the order of {@code java.util.HashSet<Integer>} over their ids, in which the
 * published simulator walks over the jobs that share a core: by {@code (id ^ id >>> 16) mod
 * capacity}, then as added. The capacity is 16, doubles when more than three quarters are used, and
 * never shrinks. That order is part of what is reproduced, so it is spelt out here; not, though,
 * what a hash set does when more than eight share a bucket.
 */
final class JobSet {
    private static final int CAPACITY_MIN = 16;

    private Link[] buckets;
    private int size;

    private static final class Link {
        private final NcsJob job;
        private Link next;

        Link(final NcsJob job) {
            this.job = job;
        }
    }

    /** Adds a job; does nothing if it is there. */
    void add(final NcsJob job) {
        if (buckets == null) {
            buckets = new Link[CAPACITY_MIN];
        }
        if (append(buckets, job)) {
            size++;
            if (size > buckets.length / 4 * 3) {
                grow();
            }
        }
    }

    /** Takes a job out; does nothing if it is not there. */
    void remove(final NcsJob job) {
        if (buckets == null) {
            return;
        }
        final int bucket = bucket(job, buckets.length);
        Link previous = null;
        for (Link link = buckets[bucket]; link != null; link = link.next) {
            if (link.job == job) {
                if (previous == null) {
                    buckets[bucket] = link.next;
                } else {
                    previous.next = link.next;
                }
                size--;
                return;
            }
            previous = link;
        }
    }

    boolean contains(final NcsJob job) {
        if (buckets != null) {
            for (Link link = buckets[bucket(job, buckets.length)]; link != null; link = link.next) {
                if (link.job == job) {
                    return true;
                }
            }
        }
        return false;
    }

    void addAll(final JobSet other) {
        for (final NcsJob job : other.toList()) {
            add(job);
        }
    }

    void removeAll(final JobSet other) {
        for (final NcsJob job : other.toList()) {
            remove(job);
        }
    }

    /** The jobs in their order; a copy. */
    List<NcsJob> toList() {
        final List<NcsJob> jobs = new ArrayList<>(size);
        if (size > 0) {
            for (final Link head : buckets) {
                for (Link link = head; link != null; link = link.next) {
                    jobs.add(link.job);
                }
            }
        }
        return jobs;
    }

    private void grow() {
        final Link[] grown = new Link[2 * buckets.length];
        for (final NcsJob job : toList()) {
            append(grown, job);
        }
        buckets = grown;
    }

    private static boolean append(final Link[] table, final NcsJob job) {
        final int bucket = bucket(job, table.length);
        Link last = null;
        for (Link link = table[bucket]; link != null; link = link.next) {
            if (link.job == job) {
                return false;
            }
            last = link;
        }
        if (last == null) {
            table[bucket] = new Link(job);
        } else {
            last.next = new Link(job);
        }
        return true;
    }

    private static int bucket(final NcsJob job, final int capacity) {
        return (job.id() ^ job.id() >>> 16) & capacity - 1;
    }
}
