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
package io.weft.placement.select;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Proposal;

/**
 * Chooses nodes and cores for a job.
 *
 * <p>Threads: the kernel thread alone. After {@link #attach} nothing is allocated.
 */
public interface Selector {
    /** What {@link #select} answers when the job does not fit. */
    int NO_FIT = 0;

    /**
     * Makes the selector ready.
     *
     * @param view of the state.
     */
    void attach(ClusterView view);

    /**
     * Chooses where a job would run now. It answers {@link #NO_FIT} only if no other choice is
     * possible.
     *
     * @param demand of the job.
     * @param filter that leaves out nodes; not asked for a job whose cores may be anywhere.
     * @param proposal to fill; undefined when the job does not fit.
     * @return multiplicity of the fullest core then, the job included, or {@link #NO_FIT}.
     */
    int select(Demand demand, NodeFilter filter, Proposal proposal);
}
