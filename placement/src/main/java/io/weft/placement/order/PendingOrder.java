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
 * The order of the pending jobs: ascending by a key, jobs with the same key by the position of
 * their submission.
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
     * Key of a job; O(1). It stays the same while the job is pending.
     *
     * @param jobRow of a job.
     * @return the key, lower first.
     */
    long key(int jobRow);
}
