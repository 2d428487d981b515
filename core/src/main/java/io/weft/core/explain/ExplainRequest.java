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
package io.weft.core.explain;

/**
 * What is asked.
 *
 * @param jobId of the job.
 * @param position of the entry after which it is asked; {@link #LAST_POSITION} for the last one.
 * @param policy under which the job is looked at, or null for the one in force.
 * @param tenant account that asks, which is told of the jobs of other accounts only how many they
 *     are; null for somebody who may see all.
 */
public record ExplainRequest(long jobId, long position, String policy, Integer tenant) {
    /** The position of the last entry, whatever it is. */
    public static final long LAST_POSITION = -1;

    /**
     * Asks about the end of the journal, under the policy in force, with everything to be seen.
     *
     * @param jobId of the job.
     * @return the request.
     */
    public static ExplainRequest of(final long jobId) {
        return new ExplainRequest(jobId, LAST_POSITION, null, null);
    }

    /**
     * The same question at another position.
     *
     * @param newPosition of the entry.
     * @return the request.
     */
    public ExplainRequest at(final long newPosition) {
        return new ExplainRequest(jobId, newPosition, policy, tenant);
    }

    /**
     * The same question under another policy.
     *
     * @param newPolicy name of it.
     * @return the request.
     */
    public ExplainRequest under(final String newPolicy) {
        return new ExplainRequest(jobId, position, newPolicy, tenant);
    }

    /**
     * The same question from an account.
     *
     * @param newTenant id of the account.
     * @return the request.
     */
    public ExplainRequest by(final int newTenant) {
        return new ExplainRequest(jobId, position, policy, newTenant);
    }
}
