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
package io.weft.simulator.workload;

/**
 * A source of jobs, read once, in submit order. Not for use by several threads. Whoever opens it
 * closes it.
 */
public interface Workload extends AutoCloseable {

    /** What the workload says about itself; known before the first job. */
    WorkloadHeader header();

    /**
     * The next job, or null after the last one. Submit times never go back.
     *
     * @throws WorkloadException when the workload cannot be read on
     */
    JobSpec next();

    /** What has been read so far; complete once {@link #next()} has returned null. */
    WorkloadReport report();

    /** Releases what was opened; a second call does nothing. */
    @Override
    void close();
}
