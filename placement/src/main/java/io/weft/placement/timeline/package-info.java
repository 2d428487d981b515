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
/**
 * What is expected to come. A waiting job is promised the earliest time at which it fits when
 * running jobs end as expected: that is its {@link io.weft.placement.timeline.Reservation}. What
 * the machine will give at any time is an {@link io.weft.placement.timeline.AvailabilityTimeline},
 * which is updated when a node changes, not built again; what a single node will give then is read
 * from what is on it now, a {@link io.weft.placement.timeline.Projection}.
 */
package io.weft.placement.timeline;
