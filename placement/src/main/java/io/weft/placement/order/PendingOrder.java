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
package io.weft.placement.order;

import io.weft.core.spi.ClusterView;

/**
 * The order of the pending jobs. A pass walks it once and reads the successor of a job before it
 * starts that job.
 *
 * <p>Threads: the kernel thread alone. After {@link #attach} nothing is allocated.
 */
public interface PendingOrder {
    /**
     * Makes the order ready.
     *
     * @param view of the state.
     */
    void attach(ClusterView view);

    /**
     * First of the pending jobs.
     *
     * @return a job row or {@link ClusterView#NULL_ROW}.
     */
    int first();

    /**
     * The pending job that follows.
     *
     * @param jobRow of a pending job.
     * @return a job row or {@link ClusterView#NULL_ROW}.
     */
    int next(int jobRow);
}
