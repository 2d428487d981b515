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
 * Who gives way. After a policy has looked at the pending jobs, those of a class that others have
 * to give way to, and that still wait, are tried in the order of submission, the highest class
 * first: which running jobs, as few and as cheap as may be, would have to go for this one to fit?
 * The first that finds no place even so ends the search, so that nobody of its class or a lower one
 * is given by preemption what it waits for. What is promised to a job of a lower class does not
 * count.
 *
 * <p>All of this costs nothing while nobody has to give way, and next to nothing while nobody of
 * such a class waits.
 */
package io.weft.placement.preempt;
