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
package io.weft.manager;

import java.util.List;

/**
 * Start this job there, or let it go on there, and nowhere else.
 *
 * @param key of the job.
 * @param token of the order, to be kept with the job.
 * @param shares what it gets, by node; at least one.
 * @param limitS the longest that the kernel may let it run, in s, where the manager would end it
 *     sooner; 0 to leave the limit as it is.
 */
public record StartOrder(JobKey key, StartToken token, List<NodeShare> shares, long limitS) {
    /** Copies the list. */
    public StartOrder {
        shares = List.copyOf(shares);
    }
}
