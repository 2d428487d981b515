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
package io.weft.core.client;

import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;

/**
 * Who has to give way to whom, and how, for {@link InputWriter#setPreemption}: unless said
 * otherwise batch jobs are suspended for urgent ones, three times at most. What is out of range is
 * rejected by the kernel. Reusable; for one thread.
 */
public final class PreemptionRequest {
    int preemptingClasses = JobClassBits.of(JobClass.URGENT);
    int victimClasses = JobClassBits.of(JobClass.BATCH);
    PreemptionKind kind = PreemptionKind.SUSPEND;
    long graceNs;
    long protectedNs;
    long suspendMaxNs;
    int preemptionsMax = 3;

    /** Batch jobs are suspended for urgent ones. */
    public PreemptionRequest() {}

    /**
     * Classes that others give way to.
     *
     * @param classes interactive or urgent; none: nobody gives way.
     * @return this.
     */
    public PreemptionRequest preempting(final JobClass... classes) {
        preemptingClasses = JobClassBits.of(classes);
        return this;
    }

    /**
     * Classes that give way, to higher ones.
     *
     * @param classes batch or interactive.
     * @return this.
     */
    public PreemptionRequest victims(final JobClass... classes) {
        victimClasses = JobClassBits.of(classes);
        return this;
    }

    /**
     * How jobs give way.
     *
     * @param value the kind; with REQUEUE only requeueable jobs do.
     * @return this.
     */
    public PreemptionRequest kind(final PreemptionKind value) {
        kind = value;
        return this;
    }

    /**
     * Time that a job is given to stop.
     *
     * @param value ns, from 0.
     * @return this.
     */
    public PreemptionRequest graceNs(final long value) {
        graceNs = value;
        return this;
    }

    /**
     * Time for which a job is left alone after a start or a resumption.
     *
     * @param value ns, from 0.
     * @return this.
     */
    public PreemptionRequest protectedNs(final long value) {
        protectedNs = value;
        return this;
    }

    /**
     * How long the longest suspended job waits before its nodes are closed to others.
     *
     * @param value ns; 0: they never are.
     * @return this.
     */
    public PreemptionRequest suspendMaxNs(final long value) {
        suspendMaxNs = value;
        return this;
    }

    /**
     * How often a job gives way at most.
     *
     * @param value from 0.
     * @return this.
     */
    public PreemptionRequest preemptionsMax(final int value) {
        preemptionsMax = value;
        return this;
    }
}
